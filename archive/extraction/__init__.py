"""Text to findings with evidence. Pure: knows neither Django nor the rest of Lode."""
