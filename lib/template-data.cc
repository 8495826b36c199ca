#include "template-data.h"

#include "template.h"

#include <cmath>
#include <cstring>

namespace tracuu
{
namespace
{

void
check_depth(const cJSON *value, unsigned depth)
{
    if (depth > TEMPLATE_MAX_NESTING)
        throw Fault{ "", 0, "data nests too deep" };
    for (const cJSON *item = value->child; item != nullptr; item = item->next)
        check_depth(item, depth + 1);
}

const cJSON *
member(const cJSON *object, const char *name, size_t len)
{
    if (!cJSON_IsObject(object))
        return nullptr;
    for (const cJSON *item = object->child; item != nullptr; item = item->next)
        if (*item->string == *name && strncmp(item->string, name, len) == 0 &&
            item->string[len] == '\0')
            return item;
    return nullptr;
}

} // namespace

void
check_nesting(const cJSON *value)
{
    if (value != nullptr)
        check_depth(value, 0);
}

std::vector<Context::Data>
piece_data(const std::vector<std::string> &pieces)
{
    return { pieces.begin(), pieces.end() };
}

Context::Context(const std::vector<Data> &pieces, const cJSON *common, const cJSON *own)
    : pieces_(pieces), stack_{ common, own }
{
    check_nesting(own);
}

void
Context::push(const Data *data)
{
    const size_t depth = stack_.size();
    List *list = depth < lists_.size() ? lists_[depth].get() : nullptr;
    const bool element = list != nullptr && !list->data.list_value().empty() &&
                         data >= &list->data.list_value().front() &&
                         data <= &list->data.list_value().back();
    if (!element) {
        stack_.push_back(last_);
        return;
    }
    stack_.push_back(list->next);
    list->next = list->next->next;
}

void
Context::pop()
{
    stack_.pop_back();
}

const Context::Data *
Context::get(const std::string &name) const
{
    if (name[0] == PIECE)
        return piece(name);
    last_ = name.size() == 1 && name[0] == '.' ? stack_.back() : find_dotted(name);
    return last_ != nullptr ? present(last_) : nullptr;
}

const Context::Data *
Context::get_partial(const std::string & /* linked already */) const
{
    return nullptr;
}

/* The name is one that the template was given (template-link), or somebody's joke. */
const Context::Data *
Context::piece(const std::string &name) const
{
    size_t i = 0;
    for (size_t at = 1; at < name.size(); at++)
        i = i * 10 + static_cast<size_t>(name[at] - '0');
    return i < pieces_.size() ? &pieces_[i] : nullptr;
}

const cJSON *
Context::find(const char *name, size_t len) const
{
    for (auto item = stack_.rbegin(); item != stack_.rend(); ++item)
        if (const cJSON *found = member(*item, name, len))
            return found;
    return nullptr;
}

const cJSON *
Context::find_dotted(const std::string &name) const
{
    size_t dot = name.find('.');
    if (dot == std::string::npos)
        return find(name.data(), name.size());
    const cJSON *found = find(name.data(), dot);
    while (found != nullptr && dot != std::string::npos) {
        const size_t begin = dot + 1;
        dot = name.find('.', begin);
        const size_t end = dot != std::string::npos ? dot : name.size();
        found = member(found, name.data() + begin, end - begin);
    }
    return found;
}

/* As template.h says, false, null, "" and an empty array are false; what an object has is
 * only looked up by name. */
const Context::Data *
Context::present(const cJSON *value) const
{
    static const Data no(false);
    static const Data yes(true);
    if (cJSON_IsString(value))
        return *value->valuestring != '\0' ? present_text(value->valuestring) : &no;
    if (cJSON_IsArray(value))
        return value->child != nullptr ? present_list(value) : &no;
    if (cJSON_IsNumber(value)) {
        char text[G_ASCII_DTOSTR_BUF_SIZE];
        const double number = value->valuedouble;
        const bool whole = std::floor(number) == number && std::fabs(number) < 1e15;
        return present_text(
            g_ascii_formatd(text, sizeof text, whole ? "%.0f" : "%.15g", number));
    }
    return cJSON_IsObject(value) || cJSON_IsTrue(value) ? &yes : &no;
}

/* The value is used before another name is looked up, so that one is enough. */
const Context::Data *
Context::present_text(const char *text) const
{
    /* kainjow gives no way to change a value, and a new one costs two allocations. */
    const_cast<std::string &>(text_.string_value()) = text;
    return &text_;
}

/* A list of as many values; push() says which element one is. */
const Context::Data *
Context::present_list(const cJSON *array) const
{
    const size_t depth = stack_.size();
    if (lists_.size() <= depth)
        lists_.resize(depth + 1);
    if (lists_[depth] == nullptr)
        lists_[depth] = std::make_unique<List>();
    List &list = *lists_[depth];
    auto &values = const_cast<kainjow::mustache::list &>(list.data.list_value());
    const auto n = static_cast<size_t>(cJSON_GetArraySize(array));
    while (values.size() > n)
        values.pop_back();
    while (values.size() < n)
        values.emplace_back(true);
    list.next = array->child;
    return &list.data;
}

} // namespace tracuu
