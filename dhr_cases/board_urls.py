"""Which address leads to which page of the board of actions and of the sheets that go to bodies?"""

from django.urls import URLPattern, path

from dhr_cases.views import action_board, action_sheets

urlpatterns: list[URLPattern] = [
    path("", action_board.actions_board, name="actions_board"),
    path("list/", action_board.actions_list, name="actions_list"),
    path("export/", action_board.actions_export, name="actions_export"),
    path("ended-bodies/", action_board.actions_ended, name="actions_ended"),
    path("sheets/", action_sheets.actions_sheets, name="actions_sheets"),
    path("sheets/file/", action_sheets.actions_sheet_file, name="actions_sheet_file"),
]
