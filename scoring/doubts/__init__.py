"""What looks wrong and is accepted all the same: in a plan, in its form's texts, in a value."""
