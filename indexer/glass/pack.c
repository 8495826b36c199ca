#include "pack.h"

uint8_t *
glass_pack_uint_last(uint8_t *out, uint32_t value)
{
    for (; value != 0; value >>= 8)
        *out++ = (uint8_t) value;
    return out;
}

uint8_t *
glass_pack_sorted(uint8_t *out, uint32_t docid)
{
    unsigned len = 3;

    if (docid < 0x8000)
        return glass_pack_16(out, docid);
    for (uint32_t rest = docid >> 22; rest != 0; rest >>= 7)
        len++;
    for (unsigned i = len; i-- > 0;) {
        out[i] = (uint8_t) docid;
        docid >>= 8;
    }
    out[0] |= (uint8_t) (0xff << (10 - len));
    return out + len;
}

uint8_t *
glass_pack_term(uint8_t *out, const char *term, size_t len)
{
    const uint8_t *end = out + GLASS_KEY_MAX - 1 - GLASS_SORTED_MAX;

    for (size_t i = 0; i < len; i++) {
        if (out + (term[i] == '\0' ? 2 : 1) > end)
            return NULL;
        *out++ = (uint8_t) term[i];
        if (term[i] == '\0')
            *out++ = 0xff;
    }
    return out;
}
