"""What a user agent string says of a visitor. Both modules load long lists: where there is work, not at a start."""
