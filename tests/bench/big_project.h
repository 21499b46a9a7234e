// Projects of any size for measuring: a text of short news sentences, and an annotator's history over it, four
// annotations a gesture (content, cue, mention and the attribution that they fill). Always the same bytes for the
// same size.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "annotations/edit/group.h"
#include "annotations/model/annotations.h"
#include "core/files/file_system.h"

namespace sayso::bench {

struct Size {
  std::size_t text_bytes = 0;   // about
  std::size_t annotations = 0;  // a multiple of four
};

// What one annotator did, oldest first, and where it led.
struct History {
  std::vector<Group> groups;
  Annotations state;
};

std::string news_text(std::size_t bytes);
// Spans evenly over the text; its groups are what `ana` did to article "a".
History annotated(const std::string& text, std::size_t annotations);

// A project folder with the article "a" and ana's history, snapshot and entities. Ends the program when the disk
// refuses.
void make_project(const Path& folder, const Size& size);

// Which of many articles are annotated: each n-th; 0 for none.
struct Shares {
  std::size_t by_ana = 3;
  std::size_t submitted = 6;  // of all; those that are ana's
  std::size_t by_ben = 5;     // not submitted
};

// A project of many short articles of about 600 bytes, made or grown to that many, with eight annotations in each that is
// annotated. Nothing is synced: it is only to be read.
void grow_project(const Path& folder, std::size_t articles, const Shares& shares = {});
std::string article_name(std::size_t index);  // "news-2026-00017-council"

inline constexpr std::size_t kSpeakers = 200;
std::string speaker_id(std::size_t index);

}  // namespace sayso::bench
