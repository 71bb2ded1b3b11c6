# Sourced by ./test: runs every fuzz target from its seed corpus for TIRAI_FUZZ_SECONDS (default 8) and counts each as one test.
# New inputs go to build/fuzz/corpus, findings to build/reports; the seeds in tests/fuzz/corpus stay as they are.
# shellcheck shell=bash
found=0
for target in build/fuzz/bin/fuzz_*; do
  [ -x "$target" ] || continue
  found=1
  name=$(basename "$target")
  step "fuzz: $name"
  work=build/fuzz/corpus/$name
  mkdir -p "$work"
  if "$target" -max_total_time="${TIRAI_FUZZ_SECONDS:-8}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 -verbosity=0 \
    -artifact_prefix="$reports/$name-" "$work" "tests/fuzz/corpus/${name#fuzz_}" >"$reports/$name.log" 2>&1; then
    count 1 0 0
  else
    tail -n 30 "$reports/$name.log"
    count 0 1 0
  fi
done
[ "$found" = 1 ] || { echo "FAIL fuzz: no target was built"; count 0 1 0; }
