"""What anybody may ask: is it alive, what can it do."""
