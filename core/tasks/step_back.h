// For work that nobody waits for: the calling thread gets the processor after all threads that did not step back, those
// of other programs too. It cannot be taken back. Where the system refuses, nothing changes.
#pragma once

namespace sayso {

void step_back();

}  // namespace sayso
