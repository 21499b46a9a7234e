// Ctrl-C and SIGTERM as a question that a command asks between two steps, so that it stops where nothing
// is half done. While none is watching, the signals end the program as ever.
#pragma once

namespace sayso::cli {

class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  // Did somebody ask to stop since the watch began? A blocked read ends with EINTR then.
  bool asked_to_stop() const;
};

}  // namespace sayso::cli
