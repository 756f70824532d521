"""Both identity providers behind the same doors: the laptop's, and Cognito as its documentation describes it."""
