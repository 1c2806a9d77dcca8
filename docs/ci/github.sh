# What the action runs: annotations, and with them SARIF and the summary of the job, where these are asked for.
# It is given BYLINT (the command), PATHS (one a line), SINCE, FAIL_ON, SARIF (a file) and SUMMARY (true or false).
set -euo pipefail

if [ -z "$SINCE" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
  SINCE="origin/$GITHUB_BASE_REF"
fi
words=(--format=github)
if [ -n "$SINCE" ] && [ "$SINCE" != everything ]; then
  words+=("--since=$SINCE")
fi
if [ -n "$FAIL_ON" ]; then
  words+=("--fail-on=$FAIL_ON")
fi
if [ -n "$SARIF" ]; then
  words+=("--format=sarif=$SARIF")
fi
if [ "$SUMMARY" = true ]; then
  words+=("--format=markdown=$GITHUB_STEP_SUMMARY")
fi
words+=(--)
while IFS= read -r path; do
  if [ -n "$path" ]; then
    words+=("$path")
  fi
done <<< "$PATHS"

exec "$BYLINT" check "${words[@]}"
