"""What a trigger would have granted for what people did: shown before it costs anything."""
