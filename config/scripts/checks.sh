#!/bin/sh
# Every check but the tests, in one order everywhere. Stops at the first that fails.
set -eu
cd "$(dirname "$0")/../.."
python=.venv/bin/python
PATH=$PWD/.venv/bin:$PATH
export PATH

check() {
  echo "== $*"
  "$@"
}
in_production() { # with secrets that are good for nothing else
  SECRET_KEY=$($python -c 'import secrets; print(secrets.token_urlsafe(60))') \
    ALLOWED_HOSTS=muster.example DJANGO_SETTINGS_MODULE=config.settings.production "$@"
}

check $python -m ruff format --check .
check $python -m ruff check .
git ls-files -z 'templates/*.html' | xargs -0 -r djade --target-version 5.2 --check
echo "== djade" # it says nothing when all is well
check $python -m djlint --quiet --lint templates
check $python -c 'from importlinter.cli import lint_imports_command as run; run()'
check $python -m mypy .
check $python manage.py makemigrations --check --dry-run
check in_production $python manage.py check --deploy --fail-level WARNING
check $python manage.py compile_templates
