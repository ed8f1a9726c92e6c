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
"""
