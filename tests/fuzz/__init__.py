"""A coverage-guided fuzzer over what reads deliveries; see CONTRIBUTING.md."""
