"""The pages that say what happens next: home, case list, workspace, due list, tasks."""
