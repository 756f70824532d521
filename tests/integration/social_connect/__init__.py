"""Connected accounts of creators."""
