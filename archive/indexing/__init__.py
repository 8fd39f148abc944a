"""Article rows to index documents: the durable queue, rebuild and reconcile."""
