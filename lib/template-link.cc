#include "template-link.h"

#include "html.h"
#include "template.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace tracuu
{
namespace
{

constexpr char BLANKS[] = " \t";

std::string_view
trimmed(std::string_view text)
{
    const size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string
quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

/* Reads a template's tags once, so that a fault has the line of its tag. */
class Scanner
{
  public:
    Scanner(std::string name, std::string text) : name_(std::move(name))
    {
        source_.text = std::move(text);
    }

    Source
    scan()
    {
        for (size_t at = 0; (at = source_.text.find("{{", at)) != std::string::npos;)
            at = scan_tag(at);
        if (!open_.empty())
            fail(open_.back().line,
                 "section " + quoted(open_.back().name) + " is not closed");
        return std::move(source_);
    }

  private:
    struct Section {
        std::string name;
        size_t line;
    };

    [[noreturn]] void
    fail(size_t line, const std::string &message) const
    {
        throw Fault{ name_, line, message };
    }

    size_t
    line_of(size_t at)
    {
        for (; counted_ < at; counted_++)
            line_ += source_.text[counted_] == '\n' ? 1 : 0;
        return line_;
    }

    /* Returns the byte after the tag that starts at `at`. */
    size_t
    scan_tag(size_t at)
    {
        const std::string_view text = source_.text;
        const size_t line = line_of(at);
        const bool raw = text.compare(at, 3, "{{{") == 0;
        const std::string_view close = raw ? "}}}" : "}}";
        const size_t begin = at + close.size();
        const size_t end = text.find(close, begin);
        if (end == std::string_view::npos)
            fail(line, "tag is not closed");
        const std::string_view tag = trimmed(text.substr(begin, end - begin));
        if (tag.empty())
            fail(line, "tag is empty");
        if (!raw)
            take_tag(tag, { at, end + close.size(), line, {} });
        return end + close.size();
    }

    void
    take_tag(std::string_view tag, Cut cut)
    {
        const std::string_view name = trimmed(tag.substr(1));
        switch (tag.front()) {
        case '#':
        case '^':
            open_section(name, cut.line);
            break;
        case '/':
            close_section(name, cut.line);
            break;
        case '=':
            fail(cut.line, "set-delimiter tags are not supported");
        case '>':
            if (name.empty())
                fail(cut.line, "partial has no name");
            cut.partial = name;
            add_cut(std::move(cut));
            break;
        case '!':
            add_cut(std::move(cut));
            break;
        default:
            break;
        }
    }

    void
    open_section(std::string_view name, size_t line)
    {
        if (open_.size() == TEMPLATE_MAX_NESTING)
            fail(line, "sections nest too deep");
        open_.push_back({ std::string(name), line });
    }

    void
    close_section(std::string_view name, size_t line)
    {
        if (open_.empty())
            fail(line, "section " + quoted(name) + " is closed but not open");
        if (open_.back().name != name)
            fail(line, "section " + quoted(name) + " is closed but " +
                           quoted(open_.back().name) + " of line " +
                           std::to_string(open_.back().line) + " is open");
        open_.pop_back();
    }

    /* A tag alone on its line takes the line with it, as Mustache says. */
    void
    add_cut(Cut cut)
    {
        const std::string &text = source_.text;
        const size_t before = text.find_last_not_of(BLANKS, cut.begin - 1);
        const size_t after = text.find_first_not_of(BLANKS, cut.end);
        const bool first =
            cut.begin == 0 || before == std::string::npos || text[before] == '\n';
        const bool last = after == std::string::npos || text[after] == '\n';
        if (first && last) {
            cut.begin = cut.begin == 0 || before == std::string::npos ? 0 : before + 1;
            cut.end = after == std::string::npos ? text.size() : after + 1;
        }
        source_.cuts.push_back(std::move(cut));
    }

    std::string name_;
    Source source_;
    std::vector<Section> open_;
    size_t counted_ = 0;
    size_t line_ = 1;
};

/* Puts the partials into a template's text. */
class Linker
{
  public:
    explicit Linker(const Sources &sources) : sources_(sources)
    {
    }

    void
    link(const std::string &name)
    {
        const auto found = sources_.find(name);
        if (found == sources_.end())
            fail("no template " + quoted(name));
        if (std::find(chain_.begin(), chain_.end(), name) != chain_.end())
            fail("partial " + quoted(name) + " includes itself");
        if (chain_.size() == TEMPLATE_MAX_NESTING)
            fail("partials nest too deep");
        chain_.push_back(name);
        reached_.insert(name);
        append(found->second);
        chain_.pop_back();
    }

    const std::string &
    text() const
    {
        return text_;
    }

    const std::set<std::string> &
    reached() const
    {
        return reached_;
    }

  private:
    [[noreturn]] void
    fail(const std::string &message) const
    {
        throw Fault{ chain_.empty() ? "" : chain_.back(), line_, message };
    }

    void
    append(const Source &source)
    {
        size_t done = 0;
        for (const Cut &cut : source.cuts) {
            text_.append(source.text, done, cut.begin - done);
            done = cut.end;
            line_ = cut.line;
            if (!cut.partial.empty())
                link(cut.partial);
            /* Partials in partials double at each level. */
            if (text_.size() > TEMPLATE_MAX_BYTES)
                fail("partials are too large");
        }
        text_.append(source.text, done);
    }

    const Sources &sources_;
    std::string text_;
    std::set<std::string> reached_;
    std::vector<std::string> chain_;
    size_t line_ = 0;
};

/* ---- what is known before a page is ----------------------------------------------- */

struct Variable {
    std::string_view name; /* empty: the tag is no variable's */
    bool raw;
};

Variable
variable_of(std::string_view tag)
{
    if (tag.compare(0, 3, "{{{") == 0)
        return { trimmed(tag.substr(3, tag.size() - 6)), true };
    const std::string_view inside = trimmed(tag.substr(2, tag.size() - 4));
    if (inside.substr(0, 1) == "&")
        return { trimmed(inside.substr(1)), true };
    const bool section = inside.find_first_of("#^/") == 0;
    return { section ? std::string_view() : inside, false };
}

/* The string `a.b` of `common`; NULL when there is none that may stand in a template:
 * braces would be tags, and a line of a value is none of the template. */
const char *
constant(const cJSON *common, std::string_view name)
{
    const size_t dot = name.find('.');
    if (dot == std::string_view::npos)
        return nullptr;
    const std::string first(name.substr(0, dot));
    const std::string second(name.substr(dot + 1));
    const cJSON *object = cJSON_GetObjectItemCaseSensitive(common, first.c_str());
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, second.c_str());
    const char *text = cJSON_GetStringValue(value);
    return text != nullptr && std::string_view(text).find_first_of("{}\r\n") ==
                                  std::string_view::npos
               ? text
               : nullptr;
}

bool
is_blank(std::string_view line)
{
    return line.find_first_not_of(BLANKS) == std::string_view::npos;
}

/* Makes pieces of the text between tags.
 *
 * kainjow leaves out a line on which a section begins or ends and on which nothing but
 * blanks is rendered, and looks at its parts for that.  A line between two tags that has
 * something else is never left out, so its blanks need not be looked at, and neither the
 * end of it, if the next has something too. */
class Packer
{
  public:
    Packer(Linked &linked, const cJSON *common) : linked_(linked), common_(common)
    {
    }

    void
    pack()
    {
        const std::string text = std::move(linked_.text);
        linked_.text.clear();
        size_t done = 0;
        for (size_t at = 0; (at = text.find("{{", at)) != std::string::npos;) {
            const std::string_view close = text.compare(at, 3, "{{{") == 0 ? "}}}" : "}}";
            const size_t end = text.find(close, at + close.size());
            if (end == std::string::npos)
                break; /* a brace before a partial's tag: kainjow will say */
            between_.append(text, done, at - done);
            done = end + close.size();
            put_tag(std::string_view(text).substr(at, done - at));
            at = done;
        }
        between_.append(text, done);
        put_between();
    }

  private:
    void
    put_tag(std::string_view tag)
    {
        const Variable variable = variable_of(tag);
        if (const char *text = constant(common_, variable.name)) {
            between_ += variable.raw ? text : escape(text);
            return;
        }
        put_between();
        linked_.text += tag;
    }

    void
    put_between()
    {
        std::string_view rest = between_;
        std::string piece;
        bool goes_on = rest.find('\r') == std::string_view::npos;
        if (!goes_on)
            linked_.text += rest; /* another end of a line: kainjow's matter */
        for (bool first = true; goes_on; first = false) {
            const size_t end = rest.find('\n');
            const std::string_view line = rest.substr(0, end);
            if (is_blank(line))
                put_piece(piece);
            if (!first)
                (piece.empty() ? linked_.text : piece) += '\n';
            (is_blank(line) ? linked_.text : piece) += line;
            goes_on = end != std::string_view::npos;
            rest.remove_prefix(goes_on ? end + 1 : 0);
        }
        put_piece(piece);
        between_.clear();
    }

    void
    put_piece(std::string &piece)
    {
        if (piece.find_first_of(" \t\n") == std::string::npos)
            linked_.text += piece; /* one component as it is */
        else {
            linked_.text += "{{{" + (PIECE + std::to_string(linked_.pieces.size()));
            linked_.text += "}}}";
            linked_.pieces.push_back(piece);
        }
        piece.clear();
    }

    Linked &linked_;
    const cJSON *common_;
    std::string between_;
};

} // namespace

Source
scan_template(const std::string &name, const std::string &text)
{
    return Scanner(name, text).scan();
}

Linked
link_template(const Sources &sources, const std::string &name, const cJSON *common)
{
    Linker linker(sources);
    linker.link(name);
    Linked linked{ linker.text(), linker.reached(), {} };
    Packer(linked, common).pack();
    return linked;
}

std::string
escape(const std::string &text)
{
    if (strcspn(text.c_str(), "&<>\"'") == text.size())
        return text; /* nearly all */
    g_autoptr(GString) out = g_string_sized_new(text.size() + text.size() / 8 + 16);
    html_text(out, text.data(), text.size());
    return { out->str, out->len };
}

} // namespace tracuu
