"""What browsers get: filters, views, pages and template tags."""
