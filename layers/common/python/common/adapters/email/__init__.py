"""Mail: Resend, or a stub."""
