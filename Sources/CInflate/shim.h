#pragma once
#include <expat.h>
#include <zlib.h>

/// `inflateInit2` is a macro, which Swift cannot call; a negative size of the window means that the
/// stream has no header, as in ZIP archives.
static inline int cinflate_begin(z_stream *stream) { return inflateInit2(stream, -15); }
