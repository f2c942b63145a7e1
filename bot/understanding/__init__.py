"""What a resident's message means: intents, references and danger words, for either engine; imports nothing of ours."""
