"""What is signed behind grants and revocations: credentials, and the lists that say which of them are void."""
