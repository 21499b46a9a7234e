#include "ui/sayso/desktop_program.h"

#include <imgui.h>

#include <cstdlib>
#include <utility>

#include "core/base/xdg.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "ui/desktop/theme.h"
#include "ui/desktop/views/canvas.h"
#include "ui/desktop/views/card_layout.h"
#include "ui/desktop/views/draw_window.h"

namespace sayso {

DesktopProgram::DesktopProgram(ui::FontLibrary fonts)
    : ids_(random_ids()), fonts_(std::move(fonts)), atlas_(fonts_), text_(fonts_, atlas_) {}

Result<std::unique_ptr<DesktopProgram>> DesktopProgram::make(Options options) {
  auto fonts = ui::FontLibrary::open();
  if (!fonts) return fonts.error();
  auto state = state_folder();
  if (!state) return state.error();
  std::unique_ptr<DesktopProgram> program(new DesktopProgram(std::move(fonts).value()));
  ui::Editor::World world{};
  world.files = &real_files();
  world.clock = options.clock;
  world.ids = program->ids_.get();
  world.fonts = &program->fonts_;
  world.state_folder = *state;
  world.plugins_of = [](const Path& project) { return plugins_of_user(real_files(), project); };
  world.wake = std::move(options.wake);
  world.clipboard = std::move(options.clipboard);
  world.set_clipboard = std::move(options.set_clipboard);
  world.sample_copy = sample_copy;
  world.sample_article = ArticleId("tram-extension");  // one with a bit of everything
  world.sample_annotator = AnnotatorId("ana");
  world.annotator = AnnotatorId(options.annotator);
  world.look = options.look;
  world.watch_every = options.watch_every;
  world.read_behind = options.read_behind;
  if (const char* home = std::getenv("HOME"); home && *home == '/') world.home = home;
  if (UserMemory* memory = options.memory) {
    world.recent = memory->recent();
    if (const auto choices = plugin_choices_file()) world.plugin_choices = *choices;
    world.project_opened = [memory](const Path& folder) { memory->remember_project(folder); };
    world.annotator_named = [memory](const AnnotatorId& name) { memory->remember_annotator(name.value); };
    world.look_chosen = [memory](const ui::Look& look) { memory->remember_look(look); };
  }
  program->editor_ = std::make_unique<ui::Editor>(std::move(world));
  return program;
}

void DesktopProgram::draw(ui::Size window, float scale) {
  const ui::WindowParts parts = ui::parts_of(window, editor_->ui().look);
  editor_->set_text_area({parts.text.width, parts.text.height}, scale);
  if (cards_width_ != parts.cards.width || scale_ != scale) cards_anew_ = true;
  cards_width_ = parts.cards.width;
  scale_ = scale;
  const ui::WindowModel model = editor_->model();
  text_.next_frame();
  ui::Canvas canvas(*ImGui::GetBackgroundDrawList(), text_, ui::theme_of(editor_->ui().look.theme), scale);
  ui::HitMap hits;
  const ui::TextPlace place = ui::draw_window(canvas, model, {window, editor_->document(), editor_->scroll(), editor_->ui().look}, hits);
  editor_->drawn(std::move(hits), place.view, place.origin);
}

bool DesktopProgram::look_ahead() {
  // What was made ready would be let go of as well, were it not asked for again now and then.
  if (text_.forget_unused()) cards_anew_ = true;
  bool more = editor_->look_ahead();
  if (cards_width_ <= 0) return more;
  if (const auto cards = editor_->cards_ahead(std::exchange(cards_anew_, false))) {
    ui::prepare_cards(text_, *cards, cards_width_, scale_);
    more = true;
  }
  return more;
}

ui::Look look_of(const std::string& theme, int text_size) {
  ui::Look look;
  if (theme == "dark") look.theme = ui::ThemeName::dark;
  if (theme == "contrast") look.theme = ui::ThemeName::contrast;
  if (text_size > 0) look.set_text_size(text_size);
  return look;
}

Result<Path> sample_copy() {
  FileSystem& files = real_files();
  const auto program = files.read_link("/proc/self/exe");
  if (!program.ok()) return machine_error("the sample project cannot be found", "/proc/self/exe");
  const Path sample = program->parent_path().parent_path() / "share/sayso/examples/city-hall";
  auto data = data_folder();
  if (!data) return data.error();
  const Path copy = *data / "city-hall";
  if (is_there(files, copy / "sayso.json")) return copy;
  auto names = list_tree(files, sample);
  if (!names) return names.error();
  // The manifest comes last, so that a copy cut short is no project yet and is made again.
  const auto copy_file = [&](const std::string& name) -> Result<void> {
    auto bytes = read_file(files, sample / name);
    if (!bytes) return bytes.error();
    if (auto made = make_folders(files, (copy / name).parent_path()); !made) return made;
    return write_file_atomically(files, copy / name, *bytes);
  };
  for (const std::string& name : *names) {
    if (name == "sayso.json" || is_folder(files, sample / name)) continue;
    if (auto copied = copy_file(name); !copied) return copied.error();
  }
  if (auto copied = copy_file("sayso.json"); !copied) return copied.error();
  return copy;
}

}  // namespace sayso
