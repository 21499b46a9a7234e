#include "core/base/heap.h"

#include <cstdlib>  // defines __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace sayso {

void share_heaps() {
#ifdef __GLIBC__
  constexpr int kLarge = 256 * 1024;  // bytes; fixed, or it grows with the first large text
  mallopt(M_ARENA_MAX, 2);
  mallopt(M_MMAP_THRESHOLD, kLarge);
#endif
}

}  // namespace sayso
