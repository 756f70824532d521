"""What views and engagements cost as advertising, by what somebody published."""
