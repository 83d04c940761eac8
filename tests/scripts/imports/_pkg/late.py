WHO = "late submodule"
