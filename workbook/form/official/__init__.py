"""The official form of 19 columns, found by its anchors, because its cells are merged, shifted and out of order."""
