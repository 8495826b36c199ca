/* template-link - a template with its partials, as kainjow is to see it.
 *
 * kainjow parses a partial again at each use, makes a component of every blank of a
 * template's text, and looks up every name.  Here partials are put into the text once,
 * what is common to all pages is put in where it is a constant, and the text between
 * two tags becomes one value, whose name no data can have.
 */
#pragma once

#include <cjson/cJSON.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace tracuu
{

/* What is wrong, and where; never leaves the template*.cc. */
struct Fault {
    std::string name;
    size_t line; /* from 1; 0: no line */
    std::string message;
};

/* A tag that is resolved before kainjow sees the text: a partial or a comment. */
struct Cut {
    size_t begin, end;   /* bytes; the whole line when nothing else stands on it */
    size_t line;         /* from 1 */
    std::string partial; /* empty: a comment */
};

struct Source {
    std::string text;
    std::vector<Cut> cuts; /* in order */
};

using Sources = std::map<std::string, Source>;

struct Linked {
    std::string text;                /* with all partials; what kainjow parses */
    std::set<std::string> reached;   /* names of the template and its partials */
    std::vector<std::string> pieces; /* piece i is the value "{{{\1i}}}" */
};

constexpr char PIECE = '\1'; /* how the name of a piece begins */

/* Reads a template's tags once, so that a fault has the line of its tag. */
Source scan_template(const std::string &name, const std::string &text);

/* The template with its partials, and of `common`, an object or NULL, the members of
 * its objects: "{{ui.skip}}" becomes text.  What is rendered is what kainjow would make
 * of the text with the data, byte by byte. */
Linked
link_template(const Sources &sources, const std::string &name, const cJSON *common);

/* With references for what HTML does not allow. */
std::string escape(const std::string &text);

} // namespace tracuu
