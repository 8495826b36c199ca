#include "template.h"

#include "error.h"
#include "template-data.h"
#include "template-link.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

using tracuu::Fault;

namespace
{

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

/* A template with its partials, as it is rendered. */
struct Parsed {
    kainjow::mustache::mustache engine;
    std::vector<tracuu::Context::Data> pieces;
};

struct TemplateSet {
    tracuu::Sources sources;
    std::map<std::string, std::unique_ptr<Parsed>> parsed;
    std::unique_ptr<cJSON, decltype(&cJSON_Delete)> common{ nullptr, cJSON_Delete };

    Parsed &
    get_parsed(const std::string &name)
    {
        std::unique_ptr<Parsed> &slot = parsed[name];
        if (slot == nullptr) {
            const tracuu::Linked linked =
                tracuu::link_template(sources, name, common.get());
            auto fresh =
                std::make_unique<Parsed>(Parsed{ kainjow::mustache::mustache(linked.text),
                                                 tracuu::piece_data(linked.pieces) });
            if (!fresh->engine.is_valid())
                throw Fault{
                    name, 0, name + TEMPLATE_SUFFIX ": " + fresh->engine.error_message()
                };
            fresh->engine.set_custom_escape(tracuu::escape);
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
        set->sources[name] = tracuu::scan_template(name, text);
        set->parsed.clear();
    });
}

gboolean
template_set_common(TemplateSet *set, const cJSON *data, GError **error)
{
    return guarded(error, [&] {
        tracuu::check_nesting(data);
        set->common.reset(cJSON_Duplicate(data, TRUE));
        set->parsed.clear(); /* its strings stand in them */
    });
}

GPtrArray *
template_set_reach(TemplateSet *set, const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    if (!guarded(error, [&] {
            const tracuu::Linked linked =
                tracuu::link_template(set->sources, name, nullptr);
            for (const std::string &reached : linked.reached)
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
            Parsed &parsed = set->get_parsed(name);
            tracuu::Context context(parsed.pieces, set->common.get(), data);
            Sink sink{ out };
            parsed.engine.render(context, sink);
        }))
        return nullptr;
    return g_string_free(static_cast<GString *>(g_steal_pointer(&out)), FALSE);
}
