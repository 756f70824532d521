"""The store that CloudFront answers hot links from."""
