#include "template.h"

#include "error.h"
#include "html.h"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mustache = kainjow::mustache;

namespace
{

/* What is wrong, and where; never leaves this file. */
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

/* Puts the partials into a template's text, so that kainjow, which would parse
 * a partial again at each use, parses the whole once. */
class Linker
{
  public:
    explicit Linker(const std::map<std::string, Source> &sources) : sources_(sources)
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

    const std::map<std::string, Source> &sources_;
    std::string text_;
    std::set<std::string> reached_;
    std::vector<std::string> chain_;
    size_t line_ = 0;
};

std::string
escape(const std::string &text)
{
    if (text.find_first_of("&<>\"'") == std::string::npos)
        return text; /* nearly all */
    g_autoptr(GString) out = g_string_sized_new(text.size() + text.size() / 8 + 16);
    html_text(out, text.data(), text.size());
    return { out->str, out->len };
}

std::string
number_text(double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    const bool whole = std::floor(number) == number && std::fabs(number) < 1e15;
    return g_ascii_formatd(text, sizeof text, whole ? "%.0f" : "%.15g", number);
}

mustache::data
data_from_json(const cJSON *value, unsigned depth)
{
    if (depth > TEMPLATE_MAX_NESTING)
        throw Fault{ "", 0, "data nests too deep" };
    if (cJSON_IsNumber(value))
        return number_text(value->valuedouble);
    if (cJSON_IsString(value) && *value->valuestring != '\0')
        return std::string(value->valuestring);
    if (cJSON_IsArray(value)) {
        mustache::data data(mustache::data::type::list);
        /* list_value() is const only to callers who share; push_back() copies. */
        auto &list = const_cast<mustache::list &>(data.list_value());
        list.reserve(cJSON_GetArraySize(value));
        for (const cJSON *item = value->child; item != nullptr; item = item->next)
            list.push_back(data_from_json(item, depth + 1));
        return data;
    }
    if (cJSON_IsObject(value)) {
        mustache::data data;
        for (const cJSON *item = value->child; item != nullptr; item = item->next)
            data[item->string] = data_from_json(item, depth + 1);
        return data;
    }
    return cJSON_IsTrue(value) != 0;
}

/* kainjow's own context inserts at the front of a vector and splits dotted
 * names with a stream; this one only walks. */
class Context : public mustache::basic_context<std::string>
{
  public:
    void
    push(const mustache::data *data) override
    {
        stack_.push_back(data);
    }

    void
    pop() override
    {
        stack_.pop_back();
    }

    const mustache::data *
    get(const std::string &name) const override
    {
        if (name == ".")
            return stack_.back();
        size_t dot = name.find('.');
        if (dot == std::string::npos)
            return find(name);
        const mustache::data *found = find(name.substr(0, dot));
        while (found != nullptr && dot != std::string::npos) {
            const size_t begin = dot + 1;
            dot = name.find('.', begin);
            found = found->get(name.substr(begin, dot - begin));
        }
        return found;
    }

    const mustache::data *
    get_partial(const std::string & /* linked already */) const override
    {
        return nullptr;
    }

  private:
    const mustache::data *
    find(const std::string &name) const
    {
        for (auto item = stack_.rbegin(); item != stack_.rend(); ++item)
            if (const mustache::data *found = (*item)->get(name))
                return found;
        return nullptr;
    }

    std::vector<const mustache::data *> stack_;
};

struct Sink {
    GString *out;
};

Sink &
operator<<(Sink &sink, const std::string &text)
{
    g_string_append_len(sink.out, text.data(), static_cast<gssize>(text.size()));
    return sink;
}

void
set_fault(GError **error, const Fault &fault)
{
    if (fault.line != 0)
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE,
                    "%s" TEMPLATE_SUFFIX ":%zu: %s", fault.name.c_str(), fault.line,
                    fault.message.c_str());
    else
        g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE,
                            fault.message.c_str());
}

/* Runs `body`; whatever it throws becomes an error.  TRUE when nothing was. */
template <typename Body>
gboolean
guarded(GError **error, Body body)
{
    try {
        body();
        return TRUE;
    } catch (const Fault &fault) {
        set_fault(error, fault);
    } catch (const std::exception &exception) {
        g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, exception.what());
    }
    return FALSE;
}

} // namespace

struct TemplateSet {
    std::map<std::string, Source> sources;
    std::map<std::string, std::unique_ptr<mustache::mustache>> parsed;
    mustache::data common;

    mustache::mustache &
    get_parsed(const std::string &name)
    {
        std::unique_ptr<mustache::mustache> &slot = parsed[name];
        if (slot == nullptr) {
            Linker linker(sources);
            linker.link(name);
            auto fresh = std::make_unique<mustache::mustache>(linker.text());
            if (!fresh->is_valid())
                throw Fault{ name, 0,
                             name + TEMPLATE_SUFFIX ": " + fresh->error_message() };
            fresh->set_custom_escape(escape);
            slot = std::move(fresh);
        }
        return *slot;
    }
};

TemplateSet *
template_set_new(void)
{
    return new TemplateSet();
}

void
template_set_free(TemplateSet *set)
{
    delete set;
}

gboolean
template_set_add(TemplateSet *set, const char *name, const char *text, GError **error)
{
    return guarded(error, [&] {
        set->sources[name] = Scanner(name, text).scan();
        set->parsed.clear();
    });
}

gboolean
template_set_common(TemplateSet *set, const cJSON *data, GError **error)
{
    return guarded(error, [&] { set->common = data_from_json(data, 0); });
}

GPtrArray *
template_set_reach(TemplateSet *set, const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    if (!guarded(error, [&] {
            Linker linker(set->sources);
            linker.link(name);
            for (const std::string &reached : linker.reached())
                g_ptr_array_add(names, g_strdup(reached.c_str()));
        }))
        return nullptr;
    return static_cast<GPtrArray *>(g_steal_pointer(&names));
}

const char *
template_set_get_text(const TemplateSet *set, const char *name)
{
    const auto found = set->sources.find(name);
    return found == set->sources.end() ? nullptr : found->second.text.c_str();
}

char *
template_render(TemplateSet *set, const char *name, const cJSON *data, GError **error)
{
    g_autoptr(GString) out = g_string_sized_new(8192);
    if (!guarded(error, [&] {
            mustache::mustache &parsed = set->get_parsed(name);
            const mustache::data own = data_from_json(data, 0);
            Context context;
            context.push(&set->common);
            context.push(&own);
            Sink sink{ out };
            parsed.render(context, sink);
        }))
        return nullptr;
    return g_string_free(static_cast<GString *>(g_steal_pointer(&out)), FALSE);
}
