"""`make audit`: Lighthouse, axe-core and the Nu HTML checker on the running application."""
