"""Pictures of people: uploaded by form, shown to everybody."""
