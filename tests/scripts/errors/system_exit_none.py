# SystemExit without a value: status 0.
print("out")
raise SystemExit
