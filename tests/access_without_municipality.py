"""The part of the table of test_access_matrix.py that is of no municipality."""

# fmt: off
WITHOUT_MUNICIPALITY = """
# basisfuncties: public
home                                    GET    200  302  302  302  302  302  302  302  302
home                                    POST   405  405  405  405  405  405  405  405  405
framework                               GET    200  200  200  200  200  200  200  200  200
framework                               POST   405  405  405  405  405  405  405  405  405
framework_basisfunctie                  GET    200  200  200  200  200  200  200  200  200
framework_basisfunctie                  POST   405  405  405  405  405  405  405  405  405
framework_json                          GET    200  200  200  200  200  200  200  200  200
framework_json                          POST   405  405  405  405  405  405  405  405  405
# of an edition that is a draft
editions                                GET    200  200  200  200  200  200  200  200  200
editions                                POST   405  405  405  405  405  405  405  405  405
edition                                 GET    404  404  404  404  404  404  404  200  404
edition                                 POST   405  405  405  405  405  405  405  405  405
publish_edition                         GET    302  403  403  403  403  403  403  200  403
publish_edition                         POST   302  403  403  403  403  403  403  302  403
discard_edition                         GET    302  403  403  403  403  403  403  200  403
discard_edition                         POST   302  403  403  403  403  403  403  302  403
help                                    GET    200  200  200  200  200  200  200  200  200
help                                    POST   405  405  405  405  405  405  405  405  405
help_role                               GET    200  200  200  200  200  200  200  200  200
help_role                               POST   405  405  405  405  405  405  405  405  405

# accounts: public, but for the own password
account_login                           GET    200  302  302  302  302  302  302  302  302
account_login                           POST   200  302  302  302  302  302  302  302  302
account_logout                          GET    302  200  200  200  200  200  200  200  200
account_logout                          POST   302  302  302  302  302  302  302  302  302
account_inactive                        GET    200  200  200  200  200  200  200  200  200
account_inactive                        POST   405  405  405  405  405  405  405  405  405
account_change_password                 GET    302  200  200  200  200  200  200  200  200
account_change_password                 POST   302  200  200  200  200  200  200  200  200
send_again                              GET    302  302  302  302  302  302  302  302  302
send_again                              POST   302  405  405  405  405  405  405  405  405
account_reset_password                  GET    200  200  200  200  200  200  200  200  200
account_reset_password                  POST   200  200  200  200  200  200  200  200  200
account_reset_password_done             GET    200  200  200  200  200  200  200  200  200
account_reset_password_done             POST   405  405  405  405  405  405  405  405  405
account_reset_password_from_key         GET    200  200  200  200  200  200  200  200  200
account_reset_password_from_key         POST   200  200  200  200  200  200  200  200  200
account_reset_password_from_key_done    GET    200  200  200  200  200  200  200  200  200
account_reset_password_from_key_done    POST   405  405  405  405  405  405  405  405  405

# post: one's own mail, and for the beheerder what failed
mail_settings                           GET    302  200  200  200  200  200  200  200  200
mail_settings                           POST   302  200  200  200  200  200  200  200  200
failed_mail                             GET    302  403  403  403  403  403  403  200  403
failed_mail                             POST   302  405  405  405  405  405  405  405  405
send_mail_again                         GET    302  405  405  405  405  405  405  405  405
send_mail_again                         POST   302  403  403  403  403  403  403  302  403
drop_mail                               GET    302  405  405  405  405  405  405  405  405
drop_mail                               POST   302  403  403  403  403  403  403  302  403

# audit: for the beheerder alone
audit_log                               GET    302  403  403  403  403  403  403  200  403
audit_log                               POST   302  405  405  405  405  405  405  405  405
audit_csv                               GET    302  403  403  403  403  403  403  200  403
audit_csv                               POST   302  405  405  405  405  405  405  405  405
"""
# fmt: on
