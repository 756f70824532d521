"""What Cognito's mails of codes say: the same as ours."""
