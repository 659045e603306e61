"""The long texts of the demonstration region. Every person and organisation here is made up."""
