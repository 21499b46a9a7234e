// How the process gets its memory from the system.
#pragma once

namespace sayso {

// For a program that stays open: its threads share two heaps, so that what one has let go of another takes up, and what is
// large is memory of its own that goes back to the system at once. With one heap, two threads that read a large file would
// wait for each other. Before other threads are begun. Does nothing where the C library is not glibc.
void share_heaps();

}  // namespace sayso
