"""The part of the table of test_access_matrix.py about what a municipality shows to who has no login."""

# fmt: off
PUBLIC = """
# municipalities: the house style
house_style                             GET    302  403  200  403  404  403  404  200  403
house_style                             POST   302  403  200  403  404  403  404  200  403
house_style_colour                      GET    302  405  405  405  405  405  405  405  405
house_style_colour                      POST   302  403  200  403  404  403  404  200  403
remove_logo                             GET    302  405  405  405  405  405  405  405  405
remove_logo                             POST   302  403  302  403  404  403  404  302  403
put_back_house_style                    GET    302  405  405  405  405  405  405  405  405
put_back_house_style                    POST   302  403  302  403  404  403  404  302  403
# a colour and a picture, for who was shown the address
style_sheet                             GET    200  200  200  200  200  200  200  200  200
style_sheet                             POST   405  405  405  405  405  405  405  405  405
logo                                    GET    200  200  200  200  200  200  200  200  200
logo                                    POST   405  405  405  405  405  405  405  405  405

# sharing: who fills in makes links, the beheerder can withdraw one; what is behind one is for who has it
share_links                             GET    302  200  200  403  404  403  404  200  403
share_links                             POST   302  200  200  403  404  403  404  403  403
withdraw_share_link                     GET    302  200  200  403  404  403  404  200  403
withdraw_share_link                     POST   302  302  302  403  404  403  404  302  403
shared                                  GET    200  200  200  200  200  200  200  200  200
shared                                  POST   405  405  405  405  405  405  405  405  405
shared_pdf                              GET    302  302  302  302  302  302  302  302  302
shared_pdf                              POST   405  405  405  405  405  405  405  405  405
shared_summary                          GET    302  302  302  302  302  302  302  302  302
shared_summary                          POST   405  405  405  405  405  405  405  405  405
"""
