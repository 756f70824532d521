"""The door that supabase-js calls: the same use cases as `/api/v1/auth`, in Supabase's words."""
