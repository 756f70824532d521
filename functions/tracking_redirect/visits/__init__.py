"""Recording clicks and views, straight into PostgreSQL or through SQS."""
