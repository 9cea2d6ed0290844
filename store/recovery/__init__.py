"""Earlier states, copies and damaged files: snapshots, backup, restoration, salvage, verification."""
