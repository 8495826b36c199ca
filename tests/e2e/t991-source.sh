#!/bin/bash
# The rules of t901 themselves: in a tree that breaks each of them, each must say so.
. "$(dirname "$0")/tap.sh"
e2e=$(cd "$(dirname "$0")" && pwd)
bad=$scratch/tree

mkdir -p "$bad"/{lib/xapian-glib,indexer,query,tests/e2e}
cd "$bad" || exit 1
git init -q .
touch lib/error.h
cat >query/answer.h <<'END'
#include "work.h"
END
cat >indexer/work.h <<'END'
#include "answer.h"
END
cat >lib/broken.cc <<'END'
#include "xapian-glib/xapian.h"
END
cat >lib/xapian-glib/xapian-error.cc <<'END'
#include "error.h"
END
cat >lib/broken.h <<'END'
#include <gio/gio.h>
END
{
  cat <<'END'
#include <xapian.h>
#include <unicode/unorm2.h>
#include <cjson/cJSON.h>
#include "answer.h"
#include "work.h"
#include "broken.h"
END
  printf 'char *home = "/%s/someone";\t// %s: \n' home "TO""DO"
  echo 'void'
  echo 'long_one(void)'
  echo '{'
  for i in {1..500}; do echo "    g_print(\"$i\");"; done
  echo '    printf("%s", getenv("HOME"));'
  echo '    goto out;'
  echo '}'
} >lib/broken.c
cp lib/broken.c indexer/broken.c
printf 'file(GLOB sources *.c)\nset(CMAKE_C_FLAGS -O3)\n' >lib/CMakeLists.txt

run env SOURCE_DIR="$bad" bash "$e2e/t901-source.sh"
is 'the tree does not pass' 1 "$status"
is 'and no rule finds it good' '' "$(grep '^ok' <<<"$out")"
is 'nor stumbles' '' "$err"
done_testing
