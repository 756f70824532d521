"""Who has done the most: written each night, with the names of those alone who want to be named."""
