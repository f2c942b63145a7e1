"""Letters on paper: what a message says, set as a tagged PDF in the resident's language and in a size they can read."""
