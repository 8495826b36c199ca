#include "rules.h"

/* Arguments are expanded before they are written, so these names become strings. */
#define DOCNUM_PARTY "DOCNUM_PARTY"
#define DOCNUM_STATE "DOCNUM_STATE"
#define DOCNUM_LAW "DOCNUM_LAW"
#define DOCNUM_CONGVAN "DOCNUM_CONGVAN"
#define DOCNUM_LOOSE "DOCNUM_LOOSE"

#define AS_WRITTEN(...) #__VA_ARGS__
#define ROW(name, ...) "[\"" name "\"," AS_WRITTEN(__VA_ARGS__) "],\n"

#define RIME(...) ROW("RIME", __VA_ARGS__)
#define ONSET(...) ROW("ONSET", __VA_ARGS__)
#define SECOND_VOWEL(...) ROW("SECOND_VOWEL", __VA_ARGS__)
#define IY(...) ROW("IY", __VA_ARGS__)
#define REPAIR(...) ROW("REPAIR", __VA_ARGS__)
#define LOOKALIKE(...) ROW("LOOKALIKE", __VA_ARGS__)
#define SHAPE(...) ROW("SHAPE", __VA_ARGS__)
#define TONE(...) ROW("TONE", __VA_ARGS__)
#define DASH(...) ROW("DASH", __VA_ARGS__)
#define SLASH(...) ROW("SLASH", __VA_ARGS__)
#define BLANK(...) ROW("BLANK", __VA_ARGS__)
#define DOCNUM_TYPE(...) ROW("DOCNUM_TYPE", __VA_ARGS__)
#define DOCNUM_FORM(...) ROW("DOCNUM_FORM", __VA_ARGS__)
#define MONTH(...) ROW("MONTH", __VA_ARGS__)

static const char script[] =
    "/* Written by tracuu-index from lib/text/rules.def, where each rule is said. */\n"
    "\"use strict\";\n"
    "(globalThis.tracuu = globalThis.tracuu || {}).rules = [\n"
#include "text/rules.def"
    "];\n";

const char *
rules_script(void)
{
    return script;
}
