"""What posts of approved work achieved: by post, platform and creator."""
