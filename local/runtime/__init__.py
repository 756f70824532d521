"""Lambda on one machine: AWS's own runtime client in processes of ours, fed by a local Runtime API."""
