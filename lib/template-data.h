/* template-data - a page's JSON as kainjow sees it, without a copy of it.
 *
 * kainjow asks a context for each name; what it gets is made of the JSON then.
 */
#pragma once

#include "template-link.h"

#include <kainjow/mustache.hpp>

#include <memory>
#include <string>
#include <vector>

namespace tracuu
{

class Context : public kainjow::mustache::basic_context<std::string>
{
  public:
    using Data = kainjow::mustache::data;

    /* Names are looked up in `own`, then in `common`; either may be NULL.  Both, and
     * `pieces`, must outlive the context.  Throws Fault when one nests too deep. */
    Context(const std::vector<Data> &pieces, const cJSON *common, const cJSON *own);

    /* What get() returned last, or the next element of a list that it returned. */
    void push(const Data *data) override;
    void pop() override;
    const Data *get(const std::string &name) const override;
    const Data *get_partial(const std::string &name) const override;

  private:
    /* A list that is gone through; one at each depth of sections. */
    struct List {
        Data data{ Data::type::list };
        const cJSON *next = nullptr;
    };

    const Data *piece(const std::string &name) const;
    const cJSON *find(const char *name, size_t len) const;
    const cJSON *find_dotted(const std::string &name) const;
    const Data *present(const cJSON *value) const;
    const Data *present_text(const char *text) const;
    const Data *present_list(const cJSON *array) const;

    const std::vector<Data> &pieces_;
    std::vector<const cJSON *> stack_;
    mutable std::vector<std::unique_ptr<List>> lists_; /* by depth */
    mutable const cJSON *last_ = nullptr;              /* what get() returned */
    mutable Data text_{ Data::type::string };
};

/* The pieces of a template as values. */
std::vector<Context::Data> piece_data(const std::vector<std::string> &pieces);

/* Throws Fault when `value` has more than TEMPLATE_MAX_NESTING levels. */
void check_nesting(const cJSON *value);

} // namespace tracuu
