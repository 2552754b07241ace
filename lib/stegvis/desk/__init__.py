"""The desk: copies of the notebooks to work in, about one's own deliveries, in JupyterLab."""
